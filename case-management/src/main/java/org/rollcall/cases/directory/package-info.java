/** Remembers what case files need to know of students and programmes. */
@NullMarked
package org.rollcall.cases.directory;

import org.jspecify.annotations.NullMarked;
