/** Says who is asking: the one place from which the rest of the service learns it. */
@NullMarked
package org.rollcall.appeals.person;

import org.jspecify.annotations.NullMarked;
