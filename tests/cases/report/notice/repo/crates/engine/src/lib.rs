// SPDX-License-Identifier: Apache-2.0
#[cfg(feature = "cuda")]
use cudarc::driver::CudaDevice;

pub fn device() -> &'static str {
    if cfg!(feature = "cuda") { "cuda" } else { "cpu" }
}
