/* Loops for the vector registers of the processor that runs them. */
#ifndef NB_BASE_PROCESSOR_H
#define NB_BASE_PROCESSOR_H

/* A function compiled for several generations of processors, the best of which is taken when the program starts; what
 * it calls is compiled with it where that is NB_INLINE. Each sums in an order of its own, so that the last bits of a
 * float differ among processors. (The products of translate/neural/gemm.c choose by themselves: the shape of their
 * tiles depends on the registers.) */
#if defined(__x86_64__) && defined(__linux__) && !defined(__clang__) /* whose clones (14) no other file can call */
#define NB_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NB_EACH_PROCESSOR
#endif
#define NB_INLINE static inline __attribute__((always_inline))

#endif
