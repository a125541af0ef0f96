/** Keeps what people wrote about a student: encrypted, and in no event and no log. */
@NullMarked
package org.rollcall.cases.secrecy;

import org.jspecify.annotations.NullMarked;
