/** Says who is asking: the one place from which the rest of the service learns it. */
@NullMarked
package org.rollcall.cases.person;

import org.jspecify.annotations.NullMarked;
