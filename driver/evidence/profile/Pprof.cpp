/// \file
/// pprof's profile.proto (github.com/google/pprof, message Profile), read straight from the wire
/// format: the few fields that matter do not justify a protobuf run-time. Every length is checked
/// against what is left.
#include "driver/evidence/profile/Reader.h"

#include <unordered_map>

namespace fastidious::profile {

using llvm::StringRef;

namespace {

/// Walks over the fields of one message.
class Fields {
public:
  explicit Fields(StringRef Message) : Rest(Message) {}

  /// Moves to the next field. False at the end or when the message is damaged.
  bool next() {
    if (Rest.empty() || Damaged)
      return false;
    uint64_t Tag;
    if (!varint(Tag))
      return false;
    Number = static_cast<unsigned>(Tag >> 3);
    Bytes = {};
    Value = 0;
    IsBytes = false;
    switch (Tag & 7) {
    case 0:
      return varint(Value);
    case 1:
      return skip(8);
    case 2: {
      uint64_t Length;
      if (!varint(Length))
        return false;
      if (Length > Rest.size())
        return fail();
      Bytes = Rest.take_front(Length);
      Rest = Rest.drop_front(Length);
      IsBytes = true;
      return true;
    }
    case 5:
      return skip(4);
    default:
      return fail();
    }
  }

  unsigned Number = 0;
  uint64_t Value = 0;
  StringRef Bytes;
  bool IsBytes = false;
  bool Damaged = false;

  /// Appends a repeated number, packed or not.
  void appendTo(std::vector<uint64_t> &Out) {
    if (!IsBytes) {
      Out.push_back(Value);
      return;
    }
    Fields Packed(Bytes);
    uint64_t Number;
    while (!Packed.Rest.empty() && Packed.varint(Number))
      Out.push_back(Number);
    Damaged |= Packed.Damaged;
  }

private:
  StringRef Rest;

  bool fail() {
    Damaged = true;
    return false;
  }
  bool skip(size_t Length) {
    if (Length > Rest.size())
      return fail();
    Rest = Rest.drop_front(Length);
    return true;
  }
  bool varint(uint64_t &Out) {
    Out = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (Rest.empty())
        return fail();
      auto Byte = static_cast<unsigned char>(Rest.front());
      Rest = Rest.drop_front();
      Out |= static_cast<uint64_t>(Byte & 0x7f) << Shift;
      if (!(Byte & 0x80))
        return true;
    }
    return fail();
  }
};

struct FunctionEntry {
  uint64_t Name = 0, SystemName = 0, File = 0;
};
struct LineEntry {
  uint64_t Function = 0;
  uint64_t Line = 0;
};

} // namespace

std::string parsePprof(StringRef Contents, Profile &Into) {
  std::vector<StringRef> Strings;
  std::unordered_map<uint64_t, FunctionEntry> Functions;
  std::unordered_map<uint64_t, std::vector<LineEntry>> Locations;
  std::vector<StringRef> Samples;
  std::vector<uint64_t> ValueTypes; ///< String indices of the values' names.
  uint64_t DefaultType = 0;
  const std::string Damage = "the data is damaged or cut off";

  Fields Root(Contents);
  while (Root.next()) {
    switch (Root.Number) {
    case 1: { // sample_type
      Fields Type(Root.Bytes);
      uint64_t Name = 0;
      while (Type.next())
        if (Type.Number == 1)
          Name = Type.Value;
      ValueTypes.push_back(Name);
      break;
    }
    case 2: // sample
      Samples.push_back(Root.Bytes);
      break;
    case 4: { // location
      Fields Location(Root.Bytes);
      uint64_t Id = 0;
      std::vector<LineEntry> Lines;
      while (Location.next()) {
        if (Location.Number == 1)
          Id = Location.Value;
        if (Location.Number != 4)
          continue;
        Fields Line(Location.Bytes);
        LineEntry Entry;
        while (Line.next()) {
          if (Line.Number == 1)
            Entry.Function = Line.Value;
          else if (Line.Number == 2)
            Entry.Line = Line.Value;
        }
        if (Line.Damaged)
          return Damage;
        Lines.push_back(Entry);
      }
      if (Location.Damaged)
        return Damage;
      Locations[Id] = std::move(Lines);
      break;
    }
    case 5: { // function
      Fields Function(Root.Bytes);
      uint64_t Id = 0;
      FunctionEntry Entry;
      while (Function.next()) {
        switch (Function.Number) {
        case 1:
          Id = Function.Value;
          break;
        case 2:
          Entry.Name = Function.Value;
          break;
        case 3:
          Entry.SystemName = Function.Value;
          break;
        case 4:
          Entry.File = Function.Value;
          break;
        }
      }
      if (Function.Damaged)
        return Damage;
      Functions[Id] = Entry;
      break;
    }
    case 6: // string_table
      Strings.push_back(Root.Bytes);
      break;
    case 14: // default_sample_type
      DefaultType = Root.Value;
      break;
    }
  }
  if (Root.Damaged)
    return Damage;
  auto String = [&](uint64_t Index) {
    return Index < Strings.size() ? Strings[Index] : StringRef();
  };

  // The default, else allocations (heap profiles also count what is still in use and bytes), else
  // the last one, as pprof does.
  size_t Chosen = ValueTypes.empty() ? 0 : ValueTypes.size() - 1;
  for (size_t I = 0; I < ValueTypes.size(); ++I)
    if (String(ValueTypes[I]) == "alloc_objects")
      Chosen = I;
  for (size_t I = 0; I < ValueTypes.size(); ++I)
    if (DefaultType != 0 && ValueTypes[I] == DefaultType)
      Chosen = I;

  // Samples share locations, and locations hold any number of inlined calls, so that a small file
  // can describe stacks without end.
  constexpr size_t MostFrames = size_t(1) << 26;
  size_t Frames = 0;
  std::vector<Frame> Stack;
  for (StringRef Message : Samples) {
    Fields Sample(Message);
    std::vector<uint64_t> Ids, Values;
    while (Sample.next()) {
      if (Sample.Number == 1)
        Sample.appendTo(Ids);
      else if (Sample.Number == 2)
        Sample.appendTo(Values);
    }
    if (Sample.Damaged)
      return Damage;
    Stack.clear();
    for (uint64_t Id : Ids) {
      auto At = Locations.find(Id);
      if (At == Locations.end())
        return "a sample names a location that does not exist";
      Frames += At->second.size();
      if (Frames > MostFrames)
        return "its stacks have too many frames";
      // Inlined calls come innermost first.
      for (const LineEntry &Line : At->second) {
        FunctionEntry Function;
        if (auto Known = Functions.find(Line.Function); Known != Functions.end())
          Function = Known->second;
        StringRef Name = String(Function.SystemName);
        if (Name.empty())
          Name = String(Function.Name);
        Stack.push_back({Name, String(Function.File), static_cast<unsigned>(Line.Line)});
      }
    }
    auto Value = Chosen < Values.size() ? static_cast<int64_t>(Values[Chosen]) : 0;
    if (Value > 0)
      Into.add(Stack, static_cast<double>(Value));
  }
  std::string Unit = Chosen < ValueTypes.size() ? String(ValueTypes[Chosen]).str() : "";
  Into.Unit = Unit.empty() ? "samples" : Unit == "alloc_objects" ? "allocations" : Unit;
  return {};
}

} // namespace fastidious::profile
