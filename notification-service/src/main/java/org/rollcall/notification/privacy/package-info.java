/** Says what the service holds about students. */
@NullMarked
package org.rollcall.notification.privacy;

import org.jspecify.annotations.NullMarked;
