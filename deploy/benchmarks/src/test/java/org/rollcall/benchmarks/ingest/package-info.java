/** What must hold before figures of the ingest can be compared. */
@NullMarked
package org.rollcall.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
