/** What people wrote, encrypted where it is stored. */
@NullMarked
package org.rollcall.chassis.secrecy;

import org.jspecify.annotations.NullMarked;
