// exp and log from additions, multiplications and divisions alone, so that they give the same bits
// on every IEEE machine (glibc's differ between CPUs with and without fused multiply-add). Relative
// error below 1e-14 wherever the result is a normal number; about 20 ns.
#pragma once

namespace grend {

double portable_log(double x);   // -infinity at 0, NaN below
double portable_exp(double x);   // 0 below -745, infinity above 709.7
double portable_sqrt(double x);  // x >= 0; correctly rounded by IEEE 754 itself

}  // namespace grend
