/** Decides which event mails whom. */
@NullMarked
package org.rollcall.notification.mailing;

import org.jspecify.annotations.NullMarked;
