/// \file
/// The JSON that valgrind's DHAT writes (dhatFileVersion 2): program points with stacks into a
/// table of frames "0x1234: function (file.cpp:12)". Blocks are counted, as allocation checks care
/// for their number.
#include "driver/evidence/profile/Reader.h"

namespace fastidious::profile {

using llvm::StringRef;

namespace {

Frame parseFrame(StringRef Text) {
  Frame F;
  auto [Address, Rest] = Text.split(": ");
  if (Rest.empty())
    return F;
  // "function (file.cpp:12)" or "function (in /lib/x.so)".
  size_t Open = Rest.rfind(" (");
  F.Function = Rest.take_front(Open);
  if (F.Function == "???")
    F.Function = {};
  if (Open == StringRef::npos || !Rest.ends_with(")"))
    return F;
  StringRef Place = Rest.drop_front(Open + 2).drop_back();
  auto [File, Line] = Place.rsplit(':');
  unsigned Number;
  if (!Place.starts_with("in ") && !Line.getAsInteger(10, Number)) {
    F.File = File;
    F.Line = Number;
  }
  return F;
}

} // namespace

std::string parseDhat(StringRef Contents, Profile &Into) {
  JsonText Text(Contents);
  const llvm::json::Object *Root = Text.root();
  if (!Root)
    return Text.problem();
  const llvm::json::Array *Points = Root->getArray("pps");
  const llvm::json::Array *Table = Root->getArray("ftbl");
  if (!Points || !Table)
    return "the arrays 'pps' and 'ftbl' are missing";
  std::vector<Frame> Frames;
  for (const llvm::json::Value &Entry : *Table)
    Frames.push_back(parseFrame(Entry.getAsString().value_or("")));
  for (const llvm::json::Value &Entry : *Points) {
    const llvm::json::Object *Point = Entry.getAsObject();
    const llvm::json::Array *Indices = Point ? Point->getArray("fs") : nullptr;
    if (!Indices)
      return "a program point has no stack";
    std::vector<Frame> Stack;
    for (const llvm::json::Value &Index : *Indices) {
      auto Number = Index.getAsInteger();
      if (!Number || *Number < 0 || static_cast<size_t>(*Number) >= Frames.size())
        return "a frame's index is out of range";
      Stack.push_back(Frames[static_cast<size_t>(*Number)]);
    }
    // Blocks in heap mode; other modes have no 'tbk'.
    double Blocks = Point->getNumber("tbk").value_or(0);
    if (Blocks < 0)
      return "a program point has a negative number of blocks";
    Into.add(Stack, Blocks);
  }
  Into.Unit = "allocations";
  return {};
}

} // namespace fastidious::profile
