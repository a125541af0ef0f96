/** Writes the Completion of Procedures letter, once, and hands it out again and again. */
@NullMarked
package org.rollcall.appeals.letter;

import org.jspecify.annotations.NullMarked;
