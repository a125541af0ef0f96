package org.rollcall.chassis.person;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation whose statements are not held to a student's own rows by the database, because they need tables that students
 * otherwise reach nothing of. It answers for them itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BesideOwnRows {

    /** Why it may. */
    String value();
}
