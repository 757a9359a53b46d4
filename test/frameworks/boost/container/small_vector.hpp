#pragma once

#include "boost/container/vector.hpp"

namespace boost {
namespace container {
template <class T, class A> class small_vector_allocator {};

template <class T, class A = void, class Options = void>
class small_vector_base : public vector<T, small_vector_allocator<T, A>, Options> {};

template <class T, std::size_t N, class A = void, class Options = void>
class small_vector : public small_vector_base<T, A, Options> {};
} // namespace container
} // namespace boost
