/** Keeps what happened in each case, by whom, when and because of which event, so that a later change can be found. */
@NullMarked
package org.rollcall.cases.history;

import org.jspecify.annotations.NullMarked;
