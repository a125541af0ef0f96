/** Measures engagement-rules: facts stored, weeks closed, years replayed, and the core beside a rule engine. */
@NullMarked
package org.rollcall.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
