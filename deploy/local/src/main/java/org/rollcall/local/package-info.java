/** Runs the whole suite on one machine, and lives its time. */
@NullMarked
package org.rollcall.local;

import org.jspecify.annotations.NullMarked;
