/** How fast swipes become attendance, beside how fast the same machine could merely store them. */
@NullMarked
package org.rollcall.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
