package org.rollcall.chassis.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the code says of null, said in the schemas: a record's component is there and is not null, unless it is
 * {@code @Nullable}. The generator knows nothing of JSpecify.
 */
final class Nullness {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

    private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);

    private final IndexView index;

    /** Records by their simple names; some share one. */
    private final Map<String, List<ClassInfo>> records;

    Nullness(IndexView index) {
        this.index = index;
        this.records = index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .filter(type -> type.name().toString().startsWith("org.rollcall."))
                .collect(Collectors.groupingBy(type -> withoutOuter(type.name())));
    }

    private static String withoutOuter(DotName name) {
        var text = name.toString();
        return text.substring(Math.max(text.lastIndexOf('.'), text.lastIndexOf('$')) + 1);
    }

    /** Completes the schemas, and answers which of them stand for what travels on topics. */
    Set<String> complete(Map<String, Schema> schemas) {
        var contractual = new HashSet<String>();
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() == null) {
                return;
            }
            var type = recordOf(name, schema.getProperties().keySet());
            if (type != null) {
                complete(schema, type);
                if (type.name().toString().startsWith("org.rollcall.contracts.")) {
                    contractual.add(name);
                }
            }
        });
        return contractual;
    }

    /** Generic types are named after their arguments, and namesakes are numbered: what decides is what they hold. */
    private @Nullable ClassInfo recordOf(String name, Set<String> properties) {
        var bare = name.replaceFirst("\\d+$", "");
        var candidates = new ArrayList<>(records.getOrDefault(name, List.of()));
        candidates.addAll(records.getOrDefault(bare, List.of()));
        if (name.startsWith("Page")) {
            candidates.addAll(records.getOrDefault("Page", List.of()));
        }
        return candidates.stream()
                .filter(type -> components(type).stream()
                        .map(RecordComponentInfo::name)
                        .collect(Collectors.toSet())
                        .equals(properties))
                .findFirst()
                .orElse(null);
    }

    /** As they stand in JSON: those of a record that is unwrapped beside the others. */
    private List<RecordComponentInfo> components(ClassInfo type) {
        return type.recordComponentsInDeclarationOrder().stream()
                .flatMap(component -> {
                    var inner = component.field().hasAnnotation(UNWRAPPED)
                            ? index.getClassByName(component.type().name())
                            : null;
                    return inner == null ? Stream.of(component) : components(inner).stream();
                })
                .toList();
    }

    private void complete(Schema schema, ClassInfo type) {
        var said = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
        var required = new ArrayList<String>();
        for (var component : components(type)) {
            var name = component.name();
            if (!component.type().hasAnnotation(NULLABLE) || said.contains(name)) {
                required.add(name);
            } else {
                schema.addProperty(
                        name, orNull(requireNonNull(schema.getProperties().get(name))));
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null || schema.getType() == null) {
            var nothing = OASFactory.createSchema().addType(SchemaType.NULL);
            return OASFactory.createSchema().anyOf(List.of(schema, nothing));
        }
        if (!schema.getType().contains(SchemaType.NULL)) {
            schema.addType(SchemaType.NULL);
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().contains(null)) {
            var values = new ArrayList<>(schema.getEnumeration());
            values.add(null);
            schema.setEnumeration(values);
        }
        return schema;
    }
}
