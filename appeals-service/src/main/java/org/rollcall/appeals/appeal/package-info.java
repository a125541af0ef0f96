/** Takes appeals in, has people decide them, and tells others. */
@NullMarked
package org.rollcall.appeals.appeal;

import org.jspecify.annotations.NullMarked;
