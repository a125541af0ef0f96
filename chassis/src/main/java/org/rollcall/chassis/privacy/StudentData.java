package org.rollcall.chassis.privacy;

import java.util.List;
import java.util.Map;

/**
 * What a service holds about students; a bean of the service. Every table of its database stands here, so that a new one
 * cannot be forgotten by export, erasure and retention.
 *
 * <p>The service's migrations make the view {@code legal_hold}, the function {@code erase_student} and, for each category
 * that is kept for a term, the function {@code retain_…}: the database itself holds what is held.
 */
public interface StudentData {

    /** What there is about a student, by what it is for. */
    List<Category> categories();

    /** The tables that say nothing about any student, each with what they are. */
    Map<String, String> aboutNobody();
}
