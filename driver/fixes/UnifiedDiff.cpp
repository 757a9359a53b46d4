#include "driver/fixes/UnifiedDiff.h"

using llvm::StringRef;

namespace fastidious::driver {

static std::vector<StringRef> linesOf(StringRef Text) {
  std::vector<StringRef> Lines;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    size_t Length = End == StringRef::npos ? Text.size() : End + 1;
    Lines.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return Lines;
}

std::vector<DiffLine> diffLines(StringRef Old, StringRef New) {
  std::vector<StringRef> A = linesOf(Old), B = linesOf(New);
  std::vector<DiffLine> Out;
  size_t Prefix = 0;
  while (Prefix < A.size() && Prefix < B.size() && A[Prefix] == B[Prefix])
    ++Prefix;
  size_t Suffix = 0;
  while (Suffix + Prefix < A.size() && Suffix + Prefix < B.size() &&
         A[A.size() - 1 - Suffix] == B[B.size() - 1 - Suffix])
    ++Suffix;
  for (size_t I = 0; I < Prefix; ++I)
    Out.push_back({DiffLine::Same, A[I]});

  // Myers' greedy algorithm on what is left; the furthest reaching paths of every step are kept
  // for the way back.
  const int N = int(A.size() - Prefix - Suffix), M = int(B.size() - Prefix - Suffix);
  const int Max = N + M;
  std::vector<std::vector<int>> Trace;
  std::vector<int> V(2 * Max + 2, 0);
  auto At = [&](int X, int Y) { return A[Prefix + X] == B[Prefix + Y]; };
  for (int D = 0, Found = 0; D <= Max && !Found; ++D) {
    Trace.push_back(V);
    for (int K = -D; K <= D; K += 2) {
      bool Down = K == -D || (K != D && V[Max + K - 1] < V[Max + K + 1]);
      int X = Down ? V[Max + K + 1] : V[Max + K - 1] + 1;
      int Y = X - K;
      while (X < N && Y < M && At(X, Y))
        ++X, ++Y;
      V[Max + K] = X;
      if (X >= N && Y >= M) {
        Found = 1;
        break;
      }
    }
  }
  std::vector<DiffLine> Middle;
  int X = N, Y = M;
  for (int D = int(Trace.size()) - 1; D >= 0; --D) {
    const std::vector<int> &Before = Trace[D];
    int K = X - Y;
    bool Down = K == -D || (K != D && Before[Max + K - 1] < Before[Max + K + 1]);
    int PrevK = Down ? K + 1 : K - 1;
    int PrevX = D == 0 ? 0 : Before[Max + PrevK];
    int PrevY = D == 0 ? 0 : PrevX - PrevK;
    while (X > PrevX && Y > PrevY) {
      --X, --Y;
      Middle.push_back({DiffLine::Same, A[Prefix + X]});
    }
    if (D == 0)
      break;
    if (Down)
      Middle.push_back({DiffLine::Added, B[Prefix + --Y]});
    else
      Middle.push_back({DiffLine::Removed, A[Prefix + --X]});
  }
  Out.insert(Out.end(), Middle.rbegin(), Middle.rend());
  for (size_t I = 0; I < Suffix; ++I)
    Out.push_back({DiffLine::Same, A[A.size() - Suffix + I]});
  return Out;
}

std::string unifiedDiff(StringRef Old, StringRef New, StringRef Name) {
  if (Old == New)
    return {};
  constexpr size_t Context = 3;
  std::vector<DiffLine> Lines = diffLines(Old, New);
  // A path with white space ends at a tab, else at the line's end.
  std::string Tab = Name.find_first_of(" \t") == StringRef::npos ? "" : "\t";
  std::string Out = fmt::format("--- a/{0}{1}\n+++ b/{0}{1}\n", Name.ltrim('/').str(), Tab);
  size_t OldLine = 1, NewLine = 1;
  for (size_t I = 0; I < Lines.size();) {
    if (Lines[I].Kind == DiffLine::Same) {
      ++OldLine, ++NewLine, ++I;
      continue;
    }
    // The hunk goes on while changes are closer than twice the context.
    size_t Begin = I - std::min(I, Context), End = I;
    for (size_t J = I, Same = 0; J < Lines.size() && Same <= 2 * Context; ++J) {
      Same = Lines[J].Kind == DiffLine::Same ? Same + 1 : 0;
      if (Lines[J].Kind != DiffLine::Same)
        End = J + 1;
    }
    End = std::min(Lines.size(), End + Context);
    // Context lines before the change were counted already.
    OldLine -= I - Begin, NewLine -= I - Begin;
    size_t OldCount = 0, NewCount = 0;
    std::string Hunk;
    for (size_t J = Begin; J < End; ++J) {
      OldCount += Lines[J].Kind != DiffLine::Added;
      NewCount += Lines[J].Kind != DiffLine::Removed;
      Hunk += " -+"[Lines[J].Kind];
      Hunk += Lines[J].Text;
      if (!Lines[J].Text.ends_with("\n"))
        Hunk += "\n\\ No newline at end of file\n";
    }
    // An empty side is numbered by the line before it.
    Out += fmt::format("@@ -{},{} +{},{} @@\n", OldCount ? OldLine : OldLine - 1, OldCount,
                       NewCount ? NewLine : NewLine - 1, NewCount);
    Out += Hunk;
    OldLine += OldCount, NewLine += NewCount;
    I = End;
  }
  return Out;
}

} // namespace fastidious::driver
