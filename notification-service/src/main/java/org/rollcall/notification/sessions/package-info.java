/** Keeps which required sessions a student missed, so that a mail can name them. */
@NullMarked
package org.rollcall.notification.sessions;

import org.jspecify.annotations.NullMarked;
