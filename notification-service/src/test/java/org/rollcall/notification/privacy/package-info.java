/** Tests what students are given, and what is left of them. */
@NullMarked
package org.rollcall.notification.privacy;

import org.jspecify.annotations.NullMarked;
