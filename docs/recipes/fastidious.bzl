"""An aspect that checks the C++ sources of the targets that a build reaches.

    # .bazelrc
    build:fastidious --aspects=//tools:fastidious.bzl%fastidious
    build:fastidious --output_groups=fastidious

    bazel build --config=fastidious --keep_going //...
    fastidious merge $(find bazel-bin/ -name '*.fastidious.json')

Each source is one action, so Bazel runs it where it runs the others, keeps its result, and repeats
it when something that it reads has changed. The action of a source that cannot be parsed fails;
--keep_going is for the others.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

# Files that an action may read besides the sources. Each needs exports_files([".clang-tidy"]) in its
# package; the list is empty for a project without such files.
_CONFIGURATION = ["//:.clang-tidy"]

_SOURCES = ("cc", "cpp", "cxx", "c++", "C")

def _command(ctx, target, source):
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(ctx = ctx, cc_toolchain = toolchain)
    context = target[CcInfo].compilation_context
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts +
                             [ctx.expand_make_variables("copts", flag, {}) for flag in ctx.rule.attr.copts],
        source_file = source.path,
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
    )
    compiler = cc_common.get_tool_for_action(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_compile,
    )
    return toolchain, [compiler] + cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_compile,
        variables = variables,
    )

def _check(ctx, target, source):
    toolchain, command = _command(ctx, target, source)
    result = ctx.actions.declare_file("%s.fastidious/%s.fastidious.json" % (target.label.name, source.path))
    arguments = ctx.actions.args()
    arguments.add_all(["check", "-q", "-j1", "--no-cache", "--exit-zero", "--format", "json"])
    arguments.add("-o", result)
    arguments.add(source)
    arguments.add("--")
    arguments.add_all(command)
    ctx.actions.run(
        executable = "fastidious",
        arguments = [arguments],
        inputs = depset(
            [source] + ctx.files._configuration,
            transitive = [target[CcInfo].compilation_context.headers, toolchain.all_files],
        ),
        outputs = [result],
        mnemonic = "Fastidious",
        use_default_shell_env = True,
    )
    return result

def _fastidious_impl(target, ctx):
    results = []
    if CcInfo in target and hasattr(ctx.rule.attr, "srcs") and hasattr(ctx.rule.attr, "copts"):
        for attribute in ctx.rule.attr.srcs:
            results += [
                _check(ctx, target, source)
                for source in attribute.files.to_list()
                if source.extension in _SOURCES and source.is_source
            ]
    return [OutputGroupInfo(fastidious = depset(results))]

fastidious = aspect(
    implementation = _fastidious_impl,
    attr_aspects = ["deps", "implementation_deps"],
    attrs = {
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
        "_configuration": attr.label_list(default = _CONFIGURATION, allow_files = True),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
