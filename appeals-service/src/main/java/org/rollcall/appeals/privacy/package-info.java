/** Says what the service holds about students. */
@NullMarked
package org.rollcall.appeals.privacy;

import org.jspecify.annotations.NullMarked;
