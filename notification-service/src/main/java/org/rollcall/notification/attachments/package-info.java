/** Fetches what goes with a letter from the service that made it. */
@NullMarked
package org.rollcall.notification.attachments;

import org.jspecify.annotations.NullMarked;
