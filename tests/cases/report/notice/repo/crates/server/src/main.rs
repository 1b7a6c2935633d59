// SPDX-License-Identifier: Apache-2.0
fn main() { println!("{}", ember_engine::device()); }
