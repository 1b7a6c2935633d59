// SPDX-License-Identifier: BUSL-1.1
package main
