/** Keeps what student records and programme records say of the people to write to. */
@NullMarked
package org.rollcall.notification.people;

import org.jspecify.annotations.NullMarked;
