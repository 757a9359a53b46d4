#include "driver/engine/OverrideFileSystem.h"

using namespace llvm;

namespace fastidious::driver {
namespace {

class OverriddenFile : public vfs::File {
public:
  OverriddenFile(vfs::Status S, StringRef Contents) : S(std::move(S)), Contents(Contents) {}
  ErrorOr<vfs::Status> status() override { return S; }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t, bool,
                                                   bool) override {
    return MemoryBuffer::getMemBuffer(Contents, Name.str());
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status S;
  StringRef Contents;
};

class OverrideFS : public vfs::ProxyFileSystem {
public:
  explicit OverrideFS(const FileOverrides &Overrides)
      : ProxyFileSystem(withAbsentFiles(Overrides)) {
    for (const auto &[Path, Contents] : Overrides)
      if (auto S = getUnderlyingFS().status(Path))
        ById[S->getUniqueID()] = &Contents;
  }

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    auto S = ProxyFileSystem::status(Path);
    if (!S)
      return S;
    const std::string *Contents = find(*S);
    return Contents ? vfs::Status::copyWithNewSize(*S, Contents->size()) : *S;
  }

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(Path);
    if (!File)
      return File;
    auto S = (*File)->status();
    const std::string *Contents = S ? find(*S) : nullptr;
    if (!Contents)
      return File;
    return std::make_unique<OverriddenFile>(vfs::Status::copyWithNewSize(*S, Contents->size()),
                                            *Contents);
  }

private:
  /// The real file system and those of \p Overrides that it does not have.
  static IntrusiveRefCntPtr<vfs::FileSystem> withAbsentFiles(const FileOverrides &Overrides) {
    auto All = makeIntrusiveRefCnt<vfs::OverlayFileSystem>(vfs::getRealFileSystem());
    auto Absent = makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
    for (const auto &[Path, Contents] : Overrides)
      if (!All->exists(Path))
        Absent->addFile(Path, 0, MemoryBuffer::getMemBuffer(Contents, Path));
    All->pushOverlay(Absent);
    return All;
  }

  const std::string *find(const vfs::Status &S) const {
    auto Found = ById.find(S.getUniqueID());
    return Found == ById.end() ? nullptr : Found->second;
  }

  std::map<sys::fs::UniqueID, const std::string *> ById;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> overrideFileSystem(const FileOverrides &Overrides) {
  if (Overrides.empty())
    return vfs::getRealFileSystem();
  return makeIntrusiveRefCnt<OverrideFS>(Overrides);
}

} // namespace fastidious::driver
