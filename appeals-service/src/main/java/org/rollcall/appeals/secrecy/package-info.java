/** Encrypts what people wrote: it is in the database as nobody can read it, and in no event and no log. */
@NullMarked
package org.rollcall.appeals.secrecy;

import org.jspecify.annotations.NullMarked;
