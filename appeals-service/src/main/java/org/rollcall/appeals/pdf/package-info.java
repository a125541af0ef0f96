/** Makes tagged PDFs that everybody can read, with or without their eyes. */
@NullMarked
package org.rollcall.appeals.pdf;

import org.jspecify.annotations.NullMarked;
