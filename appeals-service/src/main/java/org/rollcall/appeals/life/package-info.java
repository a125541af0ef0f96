/** The life of an appeal: who may do what when, until when, and what a letter must say. Pure. */
@NullMarked
package org.rollcall.appeals.life;

import org.jspecify.annotations.NullMarked;
