/** Holds the demonstration to publish nothing twice and to find every difference. */
@NullMarked
package org.rollcall.local.demo;

import org.jspecify.annotations.NullMarked;
