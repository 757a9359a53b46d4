// RUN: %check_fastidious container-append-without-reserve %s --run
#include <cstdio>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>

llvm::SmallVector<int> counted(int n) {
  llvm::SmallVector<int> v;
  for (int i = 0; i != n; ++i)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i != n; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n / 4) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  return v;
}

// The caller's vector, emptied.
void out(const llvm::SmallVectorImpl<int> &in, llvm::SmallVectorImpl<int> &v) {
  v.clear();
  for (int x : in)
  // fix: v.reserve(in.size());
  // fix: for (int x : in)
  // fix-alt1: v.assign(in.begin(), in.end());
  // fix-alt2: v.insert(v.end(), in.begin(), in.end());
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call 'v.reserve(in.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
}

// The caller's vector, appended to.
void more(const llvm::SmallVectorImpl<int> &in, llvm::SmallVectorImpl<int> &v) {
  for (int x : in)
    v.push_back(x);
}

llvm::SmallVector<int, 8> backwards(const llvm::SmallVectorImpl<int> &in) {
  llvm::SmallVector<int, 8> v;
  for (int x : llvm::reverse(in))
  // fix: v.reserve(in.size());
  // fix: for (int x : llvm::reverse(in))
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n / 8) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  return v;
}

llvm::SmallVector<int, 8> within() {
  llvm::SmallVector<int, 8> v;
  for (int i = 0; i < 8; ++i)
    v.push_back(i);
  return v;
}

llvm::DenseMap<int, unsigned> numbered(const llvm::SmallVectorImpl<int> &in) {
  llvm::DenseMap<int, unsigned> map;
  for (size_t i = 0, e = in.size(); i != e; ++i)
  // fix-notes: map.reserve(static_cast<unsigned int>(in.size()));
  // fix-notes: for (size_t i = 0, e = in.size(); i != e; ++i)
    map[in[i]] = static_cast<unsigned>(i);
  //^ warning: 'map' grows by rehashing while the loop inserts at most 'in.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'map.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return map;
}

// A work list: what is popped may be pushed again.
int worklist(const llvm::SmallVectorImpl<int> &in) {
  llvm::SmallVector<int, 8> work;
  for (int x : in) {
    work.push_back(x);
    if (x > 1)
      work.pop_back();
  }
  return static_cast<int>(work.size());
}

int main() {
  for (int n : {0, 6}) {
    llvm::SmallVector<int> a = counted(n), b;
    out(a, b);
    more(a, b);
    std::printf("%zu %zu %zu %u %d\n", b.size(), backwards(a).size(), within().size(),
                numbered(a).size(), worklist(a));
  }
}
