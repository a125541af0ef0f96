/** Checks what the commands decide before they do it. */
@NullMarked
package org.rollcall.local;

import org.jspecify.annotations.NullMarked;
