/** Puts what happened into words. */
@NullMarked
package org.rollcall.notification.wording;

import org.jspecify.annotations.NullMarked;
