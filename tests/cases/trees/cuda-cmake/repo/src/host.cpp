/* SPDX-License-Identifier: Apache-2.0 */
#include <cublas_v2.h>
#include <cuda_runtime.h>

float *make(int count)
{
    float *p = nullptr;
    cudaMalloc(&p, count * sizeof(float));
    return p;
}
