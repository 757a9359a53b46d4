/// \file
/// The text of the program: snippets, line beginnings, insertions that look like the code around.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"

#include <string>

namespace fastidious {

/// The text of \p Range (a token range) as written, or an empty string if it is not contiguous text
/// of one file, such as part of a macro's body.
std::string sourceText(clang::SourceRange Range, const clang::ASTContext &Context);

/// The same for messages: white space folded, cut in the middle beyond \p Limit bytes.
std::string quoted(clang::SourceRange Range, const clang::ASTContext &Context, size_t Limit = 60);

/// The same, and what is a part of a macro's body is quoted as the definition has it: parameters
/// keep their names, so that this is no text to be written anywhere else.
std::string quotedFromDefinition(clang::SourceRange Range, const clang::ASTContext &Context);

/// The range of what stands left of `.` or `->`: without the arrow, which the range of a call of an
/// overloaded `operator->` includes.
clang::SourceRange rangeOfObject(const clang::Expr *Object);

/// Where in the definition of a macro the token at \p Loc stands; for a token of an argument, where
/// the definition uses the parameter. Invalid if \p Loc is no part of an expansion, or the
/// definition is no text of the user's.
clang::SourceLocation placeInMacro(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// Whether a comment at the head of the file that holds \p Loc says that a program has written it:
/// who edits it edits the wrong file.
bool isInGeneratedFile(clang::SourceLocation Loc, const clang::SourceManager &SM);

/// Whether \p Function, or the class that it is a member of, is part of a library's interface: an
/// attribute says so, or a macro in front of the name (`RTPS_DllAPI`, `CERES_EXPORT`), which is
/// empty on some systems.
bool isExported(const clang::FunctionDecl &Function);

/// Whether all of \p Range is text of one file that an edit may touch.
bool isEditable(clang::SourceRange Range, const clang::ASTContext &Context);

/// Whether nothing but white space stands before \p Loc on its line.
bool startsLine(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// The white space at the beginning of the line that holds \p Loc.
std::string indentation(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// \p Text, which is written at \p From, with the lines after its first indented as suits the place
/// \p To. Where some line is indented less than the first, or may be inside a literal, they stay.
std::string reindented(llvm::StringRef Text, clang::SourceLocation From, clang::SourceLocation To,
                       const clang::ASTContext &Context);

/// The line ending of the file that holds \p Loc: "\n" or "\r\n".
std::string lineEnding(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// The place just after \p S, its semicolon included where one follows directly; invalid inside
/// macros.
clang::SourceLocation endOfStatement(const clang::Stmt *S, const clang::ASTContext &Context);

/// \p Text (a statement with its semicolon) under `if (Condition)`, to be inserted before \p S, a
/// statement of \p F.
std::string guarded(llvm::StringRef Condition, llvm::StringRef Text, const clang::Stmt *S,
                    const clang::FunctionDecl &F, const clang::ASTContext &Context);

/// Edits that put \p Text (a statement with its semicolon) on a line of its own before the
/// statement \p S. If \p S is the lone statement of a branch or loop, the edits add the braces it
/// then needs; \p Parent is the node around \p S. Empty if that is not possible.
llvm::SmallVector<clang::FixItHint, 2> insertBefore(const clang::Stmt *S, const clang::Stmt *Parent,
                                                    llvm::StringRef Text,
                                                    const clang::ASTContext &Context);

/// Edits that put \p Statements (each without its semicolon) in the place of the statement \p S,
/// which is an expression followed by a semicolon. Where \p Parent, the node around \p S, has room
/// for one statement only, the edits add braces. Empty if that is not possible, or if \p S holds a
/// comment or a directive, which would be lost.
llvm::SmallVector<clang::FixItHint, 2> replaceStatement(const clang::Stmt *S,
                                                        const clang::Stmt *Parent,
                                                        llvm::ArrayRef<std::string> Statements,
                                                        const clang::ASTContext &Context);

/// The removal of [\p Begin, \p End), with its lines if nothing else is on them, and with the blank
/// lines that would then precede the end of a block, or follow its beginning or another blank line.
clang::FixItHint removeLines(clang::SourceLocation Begin, clang::SourceLocation End,
                             const clang::ASTContext &Context);

/// What one level of indentation looks like in the function \p F.
std::string indentUnit(const clang::FunctionDecl &F, const clang::ASTContext &Context);

/// Whether the text of \p Range holds a comment or a preprocessor directive.
bool hasCommentOrDirective(clang::SourceRange Range, const clang::ASTContext &Context);

/// Whether a line of the conditions of the preprocessor (`#if`, `#else`, `#endif`) stands between
/// \p From and the later \p To, so that there may be code where one is compiled and the other is
/// not.
bool hasConditionBetween(clang::SourceLocation From, clang::SourceLocation To,
                         const clang::ASTContext &Context);

/// Like insertBefore, but after the statement \p S.
llvm::SmallVector<clang::FixItHint, 2> insertAfter(const clang::Stmt *S, const clang::Stmt *Parent,
                                                   llvm::StringRef Text,
                                                   const clang::ASTContext &Context);

/// Whether the file that \p Loc is in compares `__cplusplus` with something: it is for older
/// standards of the language, too, than the one that it is compiled with now.
bool asksForStandard(clang::SourceLocation Loc, const clang::ASTContext &Context);

} // namespace fastidious
