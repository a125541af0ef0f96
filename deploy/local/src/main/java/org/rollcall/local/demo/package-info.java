/** Lives eight weeks of a small campus on a running suite, and holds what comes of them against what must. */
@NullMarked
package org.rollcall.local.demo;

import org.jspecify.annotations.NullMarked;
