package org.rollcall.contracts;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the records' Javadoc says, so that schemas and AsyncAPI describe a field in the same words and nobody writes them
 * twice. Keys are {@code Register.Mark} for a type and {@code Register#takenBy} for what it declares.
 */
final class Javadoc {
    private static final Map<String, String> TEXTS = parse();

    private Javadoc() {}

    static @Nullable String of(Class<?> type) {
        return TEXTS.get(name(type));
    }

    static @Nullable String ofConstant(Class<?> type, String name) {
        return TEXTS.get(name(type) + "#" + name);
    }

    /** The record's own words for a component, else those of an interface that declares its accessor. */
    static @Nullable String ofComponent(Class<?> type, String component) {
        return Stream.concat(Stream.of(type), interfacesOf(type))
                .map(declaring -> TEXTS.get(name(declaring) + "#" + component))
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Class<?>> interfacesOf(Class<?> type) {
        return Stream.of(type.getInterfaces()).flatMap(one -> Stream.concat(Stream.of(one), interfacesOf(one)));
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }

    private static Map<String, String> parse() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjectsFromPaths(Stored.filesUnder(Stored.SOURCES));
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
            Map<String, String> texts = new HashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Collector(DocTrees.instance(task), texts).scan(unit, null);
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final Map<String, String> texts;
        private final Deque<String> within = new ArrayDeque<>();

        Collector(DocTrees trees, Map<String, String> texts) {
            this.trees = trees;
            this.texts = texts;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            within.addLast(type.getSimpleName().toString());
            keep(String.join(".", within));
            super.visitClass(type, null);
            within.removeLast();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            keep(String.join(".", within) + "#" + method.getName());
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            keep(String.join(".", within) + "#" + variable.getName());
            return null;
        }

        private void keep(String key) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                return;
            }
            texts.put(key, plain(comment.getFullBody()));
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree param) {
                    texts.put(key + "#" + param.getName(), plain(param.getDescription()));
                }
            }
        }

        private static String plain(List<? extends DocTree> trees) {
            String text = trees.stream().map(Collector::plain).collect(Collectors.joining());
            return text.replaceAll("\\s+", " ").strip();
        }

        private static String plain(DocTree tree) {
            return switch (tree) {
                case TextTree text -> text.getBody();
                case LiteralTree code -> code.getBody().getBody();
                case LinkTree link -> link.getReference().getSignature().replaceFirst(".*#", "");
                case StartElementTree _ -> " ";
                default -> throw new AssertionError("no words for " + tree);
            };
        }
    }
}
