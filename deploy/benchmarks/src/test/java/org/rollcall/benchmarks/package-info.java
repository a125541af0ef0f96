/** Benchmarks: figures and their ratios, taken in one run on one machine. */
@NullMarked
package org.rollcall.benchmarks;

import org.jspecify.annotations.NullMarked;
