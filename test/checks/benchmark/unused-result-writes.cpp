// RUN: %check_fastidious benchmark-unused-result %s
// Ways to write what is read after the loop: nothing is unused, but for the last one.
#include <algorithm>
#include <atomic>
#include <bitset>
#include <charconv>
#include <chrono>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <queue>
#include <random>
#include <ranges>
#include <span>
#include <sstream>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <valarray>
#include <variant>
#include <vector>

using Clock = std::chrono::steady_clock;
void upload(const void *, std::size_t);
void report(Clock::duration);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }
struct S { int x = 0; int y[3] = {}; void set(int v) { x = v; } S &operator+=(int v) { x += v; return *this; } int &operator[](int k) { return y[k]; } void operator()(int v) { x = v; } S &operator++() { ++x; return *this; }
  static void stat(std::vector<int> &w, int v) { w[0] = v; } };
S &operator<<(S &s, int v) { s.x = v; return s; }
struct D { std::vector<int> &v; D(std::vector<int> &v) : v(v) {} };
struct Guard { std::vector<int> &v; int x; Guard(std::vector<int> &v, int x) : v(v), x(x) {} ~Guard() { v[0] = x; } };
struct Guard2 { int *v; int x; Guard2(int *v, int x) : v(v), x(x) {} ~Guard2() { *v = x; } };
struct Setter { int v; void operator()(int &x) const { x = v; } };
static void setOne(int &x) { x = 1; }
static void helper1(int &x, int v) { x = v; }
static void helper(std::vector<int> &w, int v) { w[0] = v; }
static void helper(int *w, int v) { w[0] = v; }
static void helper2(std::span<int> w, int v) { w[0] = v; }
template <class T> void templ(T &w, int v) { w[0] = v; }
template <class I> void templ2(I a, I b, int v) { for (; a != b; ++a) *a = v; }
static void rec(std::vector<int> &w, int v) { if (v) rec(w, v - 1); else w[0] = v; }
static std::vector<int> make(int v) { return {v, v}; }
union U { int a; float b; }; struct BF { int a : 3; int b : 5; };

#define DATA \
  std::vector<int> v(8), w(8); std::map<int, int> m; std::string s("abc"); std::ostringstream os; \
  std::bitset<8> bs; std::vector<bool> vb(8); std::deque<int> dq; std::list<int> ls, ls2; \
  std::queue<int> q; std::priority_queue<int> pq; std::optional<int> opt(1); \
  std::variant<int, long> var; std::tuple<int, int> tup; std::pair<int, int> pr; char buf[16]; \
  std::mt19937 rng; S obj; S *ptr = &obj; auto up = std::make_unique<S>(); \
  auto sp = std::make_shared<S>(); int arr[2][2] = {}; std::valarray<int> va(4); \
  std::complex<double> cx; std::atomic<int> at; U un; BF bf; void (S::*mp)(int) = &S::set; \
  auto fn = [&](int x) { w[0] = x; };

void t1(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::replace_copy(v.begin(), v.end(), w.begin(), 1, (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t2(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::remove_copy(v.begin(), v.end(), w.begin(), (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t3(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::partition_copy(v.begin(), v.end(), w.begin(), w.begin() + 4, [](int x) { return x > 0; }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t4(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::rotate_copy(v.begin(), v.begin() + 1, v.end(), w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t5(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { Guard2 g(&w[0], mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t6(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::partial_sum(v.begin(), v.end(), w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t7(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::inclusive_scan(v.begin(), v.end(), w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t8(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::exclusive_scan(v.begin(), v.end(), w.begin(), mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t9(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::copy(v, w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t10(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::copy(v | std::views::reverse, w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t11(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::transform(v, w.begin(), [&](int x) { return x + mix(i); }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t12(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::fill(w, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t13(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::generate(w, [&] { return mix(i); }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t14(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::generate_n(w.begin(), 3, [&] { return mix(i); }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t15(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::adjacent_difference(v.begin(), v.end(), w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t16(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::rotate(w.begin(), w.begin() + 1, w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t17(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::reverse(w.begin(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t18(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::reverse(w); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t19(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::sort(w); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t20(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::sort(w.begin(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t21(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::replace(w.begin(), w.end(), (int)mix(i), 3); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t22(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::replace_if(w.begin(), w.end(), [&](int x) { return x == (int)mix(i); }, 3); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t23(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::unique(w.begin(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t24(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::remove(w.begin(), w.end(), (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t25(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::erase(w, (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t26(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::erase_if(w, [&](int x) { return x == (int)mix(i); }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t27(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::swap_ranges(v.begin(), v.end(), w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t28(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::iter_swap(w.begin(), w.begin() + 1); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t29(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::shuffle(w.begin(), w.end(), rng); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t30(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::next_permutation(w.begin(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t31(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::merge(v.begin(), v.end(), v.begin(), v.end(), std::back_inserter(w)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t32(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::set_union(v.begin(), v.end(), v.begin(), v.end(), std::inserter(w, w.end())); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t33(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::copy_if(v.begin(), v.end(), w.begin(), [](int x) { return x > 0; }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t34(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::copy_backward(v.begin(), v.end(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t35(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::move(v.begin(), v.end(), w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t36(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::uninitialized_copy(v.begin(), v.end(), w.data()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t37(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::nth_element(w.begin(), w.begin() + 1, w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t38(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::make_heap(w.begin(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t39(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::stable_partition(w.begin(), w.end(), [](int x) { return x > 0; }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t40(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::memset(w.data(), (int)mix(i), 4); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t41(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::memmove(w.data(), v.data(), 4); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t42(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::strcpy(buf, "abc"); }
  upload(&buf, sizeof buf); report(Clock::now() - start);
}
void t43(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::snprintf(buf, sizeof buf, "%u", mix(i)); }
  upload(&buf, sizeof buf); report(Clock::now() - start);
}
void t44(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::sprintf(buf, "%u", mix(i)); }
  upload(&buf, sizeof buf); report(Clock::now() - start);
}
void t45(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::to_chars(buf, buf + 9, mix(i)); }
  upload(&buf, sizeof buf); report(Clock::now() - start);
}
void t46(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::from_chars("12", "12" + 2, w[0]); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t47(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { qsort(w.data(), 3, 4, [](const void *a, const void *b) { return *(const int*)a - *(const int*)b; }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t48(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { for (auto &x : w) x = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t49(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { for (auto &&[k, val] : m) val = mix(i); }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t50(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { auto &[a, b] = pr; a = mix(i); b = 1; }
  upload(&pr, sizeof pr); report(Clock::now() - start);
}
void t51(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { int *p = &w[0]; *p++ = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t52(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { int &r = w.at(0); r = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t53(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { auto it = w.begin(); *it = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t54(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.front() = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t55(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.back() += mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t56(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.data()[1] = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t57(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { *(w.data() + 1) = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t58(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { *std::next(w.begin()) = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t59(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::get<0>(pr) = mix(i); }
  upload(&pr, sizeof pr); report(Clock::now() - start);
}
void t60(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { pr = {(int)mix(i), 2}; }
  upload(&pr, sizeof pr); report(Clock::now() - start);
}
void t61(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::tie(pr.first, pr.second) = std::make_pair((int)mix(i), 2); }
  upload(&pr, sizeof pr); report(Clock::now() - start);
}
void t62(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m[mix(i)] = 3; }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t63(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m[mix(i)]++; }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t64(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m.emplace(mix(i), 3); }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t65(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m.insert({(int)mix(i), 3}); }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t66(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m.try_emplace(mix(i), 3); }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t67(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m.insert_or_assign(mix(i), 3); }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t68(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { m.erase(mix(i)); }
  upload(&m, sizeof m); report(Clock::now() - start);
}
void t69(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { s += std::to_string(mix(i)); }
  upload(&s, sizeof s); report(Clock::now() - start);
}
void t70(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { s.append(1, (char)mix(i)); }
  upload(&s, sizeof s); report(Clock::now() - start);
}
void t71(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { s.insert(s.begin(), (char)mix(i)); }
  upload(&s, sizeof s); report(Clock::now() - start);
}
void t72(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { s.replace(0, 1, "x"); }
  upload(&s, sizeof s); report(Clock::now() - start);
}
void t73(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { s[0] = (char)mix(i); }
  upload(&s, sizeof s); report(Clock::now() - start);
}
void t74(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { os << mix(i); }
  upload(&os, sizeof os); report(Clock::now() - start);
}
void t75(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { os.put((char)mix(i)); }
  upload(&os, sizeof os); report(Clock::now() - start);
}
void t76(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { os.write("abc", mix(i) & 3); }
  upload(&os, sizeof os); report(Clock::now() - start);
}
void t77(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { bs.set(mix(i) & 7); }
  upload(&bs, sizeof bs); report(Clock::now() - start);
}
void t78(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { bs[mix(i) & 7] = true; }
  upload(&bs, sizeof bs); report(Clock::now() - start);
}
void t79(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { bs.flip(); }
  upload(&bs, sizeof bs); report(Clock::now() - start);
}
void t80(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { vb[mix(i) & 7] = true; }
  upload(&vb, sizeof vb); report(Clock::now() - start);
}
void t81(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { dq.push_front(mix(i)); }
  upload(&dq, sizeof dq); report(Clock::now() - start);
}
void t82(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { ls.push_back(mix(i)); ls.splice(ls.begin(), ls2); }
  upload(&ls, sizeof ls); report(Clock::now() - start);
}
void t83(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { q.push(mix(i)); q.pop(); }
  upload(&q, sizeof q); report(Clock::now() - start);
}
void t84(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { pq.push(mix(i)); }
  upload(&pq, sizeof pq); report(Clock::now() - start);
}
void t85(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { *opt = mix(i); }
  upload(&opt, sizeof opt); report(Clock::now() - start);
}
void t86(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { opt.value() = mix(i); }
  upload(&opt, sizeof opt); report(Clock::now() - start);
}
void t87(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::get<int>(var) = mix(i); }
  upload(&var, sizeof var); report(Clock::now() - start);
}
void t88(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::visit([&](auto &x) { x = mix(i); }, var); }
  upload(&var, sizeof var); report(Clock::now() - start);
}
void t89(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::apply([&](auto &...x) { ((x = mix(i)), ...); }, tup); }
  upload(&tup, sizeof tup); report(Clock::now() - start);
}
void t90(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { fn(mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t91(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { (obj.*mp)(mix(i)); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t92(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { obj.set(mix(i)); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t93(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { obj += mix(i); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t94(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { obj[0] = mix(i); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t95(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { obj(mix(i)); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t96(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { obj << mix(i); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t97(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { ++obj; }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t98(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { ptr->set(mix(i)); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t99(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { up->set(mix(i)); }
  upload(&up, sizeof up); report(Clock::now() - start);
}
void t100(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { sp->set(mix(i)); }
  upload(&sp, sizeof sp); report(Clock::now() - start);
}
void t101(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { arr[1][mix(i) & 1] = 2; }
  upload(&arr, sizeof arr); report(Clock::now() - start);
}
void t102(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { va[mix(i) & 1] = 2; }
  upload(&va, sizeof va); report(Clock::now() - start);
}
void t103(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { va += (int)mix(i); }
  upload(&va, sizeof va); report(Clock::now() - start);
}
void t104(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { cx *= std::complex<double>(mix(i)); }
  upload(&cx, sizeof cx); report(Clock::now() - start);
}
void t105(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { at.fetch_add(mix(i)); }
  upload(&at, sizeof at); report(Clock::now() - start);
}
void t106(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { at = mix(i); }
  upload(&at, sizeof at); report(Clock::now() - start);
}
void t107(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { un.a = mix(i); }
  upload(&un, sizeof un); report(Clock::now() - start);
}
void t108(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { bf.a = mix(i); }
  upload(&bf, sizeof bf); report(Clock::now() - start);
}
void t109(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::span<int> sn(w); sn[0] = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t110(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::span<int>(w).subspan(1)[0] = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t111(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { reinterpret_cast<char *>(w.data())[0] = (char)mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t112(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { int local[4]; std::iota(local, local + 4, mix(i)); w[0] = local[1]; }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t113(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::vector<int> t(3, mix(i)); w = std::move(t); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t114(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::vector<int> t(3, mix(i)); w.swap(t); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t115(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::vector<int> t(3, mix(i)); std::swap(w, t); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t116(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { auto t = std::make_unique<S>(); t->set(mix(i)); up = std::move(t); }
  upload(&up, sizeof up); report(Clock::now() - start);
}
void t117(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { auto l = [&](int x) { w[0] = x; }; l(mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t118(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { auto l = [&w](auto self, int x) -> void { if (x) self(self, x - 1); else w[0] = x; }; l(l, mix(i) & 3); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t119(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { [&] { w[0] = mix(i); }(); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t120(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::thread th([&] { w[0] = mix(i); }); th.join(); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t121(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { auto fu = std::async([&] { return mix(i); }); w[0] = fu.get(); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t122(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w[0] = mix(i) ? w[1] : 3; }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t123(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { if (mix(i)) w[0]++; }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t124(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { mix(i) && (w[0] = 2); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t125(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { switch (mix(i) & 1) { case 0: w[0] = 1; break; default: w[1] = 2; } }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t126(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { do w[0] = mix(i); while (w[0] & 1); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t127(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { helper(w, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t128(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { helper(w.data(), mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t129(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { helper(&w[1], mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t130(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { helper2({&w[1], 2}, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t131(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { templ(w, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t132(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { templ2(w.begin(), w.end(), mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t133(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { rec(w, mix(i) & 7); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t134(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { S::stat(w, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t135(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { D d(w); d.v[0] = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t136(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { Guard g(w, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t137(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w = make(mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t138(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w[0] = make(mix(i))[0]; }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t139(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.assign(3, mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t140(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.emplace_back(mix(i)); w.clear(); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t141(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.insert(w.end(), {(int)mix(i), 2}); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t142(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w.resize(mix(i) & 7); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t143(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::exchange(w[0], (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t144(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w[0] = std::exchange(w[1], (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t145(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::construct_at(&w[0], (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t146(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { new (&w[0]) int(mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t147(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::for_each(std::views::iota(0, 3), [&](int k) { w[k] = mix(i); }); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t148(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { for (int k : std::views::iota(0, 3)) w[k] = mix(i); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t149(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::copy_n(v.begin(), 2, w.begin()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t150(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::sample(v.begin(), v.end(), w.begin(), 2, rng); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t151(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { w[0] = std::accumulate(v.begin(), v.end(), (int)mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t152(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::inplace_merge(w.begin(), w.begin() + 1, w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t153(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::push_heap(w.begin(), w.end()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t154(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::transform(v.begin(), v.end(), v.begin(), w.begin(), std::plus<>()); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t155(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::for_each(w.begin(), w.end(), Setter{(int)mix(i)}); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t156(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::for_each(w.begin(), w.end(), setOne); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t157(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::ranges::for_each(w, &setOne); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t158(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::bind(helper1, std::ref(w[0]), (int)mix(i))(); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void t159(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::mem_fn(&S::set)(obj, (int)mix(i)); }
  upload(&obj, sizeof obj); report(Clock::now() - start);
}
void t160(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) { std::function<void(int)> f2 = [&](int x) { w[0] = x; }; f2(mix(i)); }
  upload(&w, sizeof w); report(Clock::now() - start);
}
void unused(unsigned n) {
  DATA auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i) {
    w[0] = mix(i);
  //^ warning: is lost, since nothing reads 'w'
  }
  report(Clock::now() - start);
}
