/** Tests what students are given, and what is left of them. */
@NullMarked
package org.rollcall.engagement.privacy;

import org.jspecify.annotations.NullMarked;
