/** Hands e-mails to the mail server, once each, and settles what is in doubt through the journal mailbox. */
@NullMarked
package org.rollcall.notification.sending;

import org.jspecify.annotations.NullMarked;
