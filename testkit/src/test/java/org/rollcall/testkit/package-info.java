/** Proves that the servers keep what they acknowledged. */
@NullMarked
package org.rollcall.testkit;

import org.jspecify.annotations.NullMarked;
