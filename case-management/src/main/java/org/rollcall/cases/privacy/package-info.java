/** Says what the service holds about students. */
@NullMarked
package org.rollcall.cases.privacy;

import org.jspecify.annotations.NullMarked;
