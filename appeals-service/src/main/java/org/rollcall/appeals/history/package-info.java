/** Keeps what happened to each appeal, by whom, when and because of which event, so that a later change can be found. */
@NullMarked
package org.rollcall.appeals.history;

import org.jspecify.annotations.NullMarked;
