/** Keeps the case files: hears what concerns them, stores them, tells what happened, and shows them to staff. */
@NullMarked
package org.rollcall.cases.file;

import org.jspecify.annotations.NullMarked;
