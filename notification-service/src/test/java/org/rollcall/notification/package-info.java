/** Tests of the service as a whole, and of what holds for all of it. */
@NullMarked
package org.rollcall.notification;

import org.jspecify.annotations.NullMarked;
