/** Keeps every e-mail with the event that asked for it and the proof of what became of it. */
@NullMarked
package org.rollcall.notification.email;

import org.jspecify.annotations.NullMarked;
