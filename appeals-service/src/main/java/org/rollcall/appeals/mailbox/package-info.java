/** Reads the mailbox to which appeals are sent: what is one becomes one, everything else waits for a person. */
@NullMarked
package org.rollcall.appeals.mailbox;

import org.jspecify.annotations.NullMarked;
